/**
 * How the program logs: short lines for a developer, one JSON object a line for a machine.
 * It is set up once at start; all code logs through {@code java.util.logging} or SLF4J on top of it.
 * It imports the JDK only.
 */
package breakwater.app.log;
