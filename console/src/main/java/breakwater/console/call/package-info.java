/**
 * The calls that the pages make: any operation, with the keys of the session.
 * It is the step of a request that turns a browser's JSON into a signed call and the answer back into JSON.
 * It imports {@code api}, {@code http} and {@code session}.
 */
package breakwater.console.call;
