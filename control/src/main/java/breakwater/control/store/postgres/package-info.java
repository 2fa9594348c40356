/**
 * The shared store: one PostgreSQL database for any number of processes, every write serializable.
 * Part of the last step of a request, behind {@link breakwater.control.store.Store}.
 * It imports {@code store}, JDBC, the PostgreSQL driver and the connection pool.
 */
package breakwater.control.store.postgres;
