/**
 * What the traffic plane must know to carry and protect traffic, as one immutable value with a revision.
 * It is the only thing that goes from the control plane down to the traffic plane; {@code breakwater.model.reading} goes up.
 * Imports the JDK only.
 */
package breakwater.model.snapshot;
