/**
 * A small signing client of the API, for the program's own commands; it uses the service as any client does.
 * It stands outside the request's path, on the caller's side of the wire.
 * It imports Jackson and the JDK only.
 */
package breakwater.app.client;
