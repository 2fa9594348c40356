/**
 * What an operator may set for {@code ./breakwater serve}: one table of keys, read from a file and from the environment.
 * It is read once, before anything starts, and is immutable from then on.
 * It imports Jackson's YAML reader, {@code command}'s failure type and the JDK.
 */
package breakwater.app.configuration;
