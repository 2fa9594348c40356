/**
 * What the traffic plane saw: counters, endings, attack events, the health of origins.
 * It is the only thing that goes from the traffic plane up to the control plane; {@code breakwater.model.snapshot} goes down.
 * Imports the JDK and the model's other room only.
 */
package breakwater.model.reading;
