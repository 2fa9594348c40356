/**
 * Step 3 of a request: parameters become the operation's Input record, by its contract.
 * Every value is checked here for presence, type, range and length, so operations see only decoded values.
 * It imports {@code contract}, {@code error}, {@code request} and the JSON reader.
 */
package breakwater.control.decode;
