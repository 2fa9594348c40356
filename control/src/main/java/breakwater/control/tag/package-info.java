/**
 * Tags: keys and values that owners attach to resources of any product, and finding resources by them. Operations and the
 * lifecycle rooms use it below their own rules. It imports {@code store} and the JDK; no wire names, no errors of the API.
 */
package breakwater.control.tag;
