/**
 * The official clients, unmodified, run against the built program that was started as a user starts it.
 * This is no step of a request: it stands outside, where the clients stand.
 * May import the official clients, the JDK, Jackson and the test libraries, and of Breakwater nothing but the PostgreSQL server of
 * control's tests, which holds none of the program's code.
 */
package breakwater.conformance;
