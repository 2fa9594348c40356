/**
 * The operations on what an instance does beyond its forwarding rules: source lists, region blocks, reflection ports, the automatic mode,
 * scene policies, blackholes and line blocks. They map wire values to {@code protection} and its answers to errors.
 * It imports what its parent package does, and {@code contract}'s reader for parameters that hold JSON.
 */
package breakwater.control.operation.ddoscoo.mitigation;
