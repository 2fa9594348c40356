/**
 * Measurements beside peers, from outside: a load generator, the servers that are compared, and the tables.
 * It is not part of the product; {@code ./breakwater bench} runs it.
 * It may import everything; nothing imports it.
 */
package breakwater.bench;
