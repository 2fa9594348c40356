/**
 * The instances of Anti-DDoS Pro and Premium: their specification, service address, phases, automatic release and records.
 * Operations, billing and the worker reach them here alone. It imports {@code lifecycle}, {@code tag} and {@code store}; no wire
 * names, no errors of the API.
 */
package breakwater.control.lifecycle.ddos;
