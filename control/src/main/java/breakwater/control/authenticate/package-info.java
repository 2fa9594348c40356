/**
 * Step 2 of a request: access key, signature V1 or V3, wall clock, nonce; the result is a {@code Caller}.
 * Nothing else can make one.
 * It imports {@code request}, {@code error}, {@code store}'s Transaction for the durable nonce of a change, and the
 * JDK; keys come through {@code KeyDirectory}, which {@code account} implements.
 */
package breakwater.control.authenticate;
