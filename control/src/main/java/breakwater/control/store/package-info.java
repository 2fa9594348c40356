/**
 * Durable state: transactions as callbacks, statements, migrations. The last step of a request before its answer.
 * {@code sqlite} and {@code postgres} hold every difference between the two databases.
 * It imports the JDK and JDBC; no other room imports {@code java.sql}.
 */
package breakwater.control.store;
