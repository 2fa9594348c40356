/**
 * What a request of a browser and an answer to it are here, the headers that every answer carries, and who may ask for a change.
 * It is the first and the last step of a request.
 * It imports the JDK and Jackson only.
 */
package breakwater.console.http;
