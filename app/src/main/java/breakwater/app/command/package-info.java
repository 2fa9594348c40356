/**
 * One class per command of {@code ./breakwater}, and the parts that several of them share.
 * It stands before the first step of a request (dev, serve) or on the caller's side (clock, env, tour).
 * It imports the other rooms of {@code app}, and {@code control} where a command starts the service.
 */
package breakwater.app.command;
