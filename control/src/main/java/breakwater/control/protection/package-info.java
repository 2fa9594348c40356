/**
 * What an instance forwards and how it is protected: forwarding rules with their attributes and health checks, and the revision of all of it.
 * Operations change it through here; {@code publish} reads it as what the traffic plane is to know.
 * Uses {@code lifecycle} and {@code store}, and the model of both planes; knows no wire names and no {@code operation} or {@code error}.
 */
package breakwater.control.protection;
