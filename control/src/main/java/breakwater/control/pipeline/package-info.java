/**
 * The path of a request as one list in one file, the request id, and the one catch-all.
 * It calls the stage rooms in order; the stages do not know each other.
 * It imports the stage rooms, {@code contract}, {@code error}, {@code audit}, {@code store} and the addresses of {@code model}.
 */
package breakwater.control.pipeline;
