/**
 * The wire contract of every operation, read once at start from the {@code contract/*.json} resources: pure data.
 * Decoding, validation, the answers, the OpenAPI document and the coverage page all work from it.
 * It imports the JDK and the one JSON reader.
 */
package breakwater.control.contract;
