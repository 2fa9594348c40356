/**
 * The files of the pages, as the build has put them into the program, with how long a browser may keep each.
 * It answers whatever is not a session or a call.
 * It imports {@code http}.
 */
package breakwater.console.page;
