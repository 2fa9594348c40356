/**
 * The traffic plane as a whole: it is given snapshots, carries and protects traffic, and gives readings back.
 * Around the packet flow {@code listener}, {@code policy}, {@code forward}, {@code meter}.
 * May import every room of this module and {@code breakwater.model}; no database, no RPC, no call that blocks.
 */
package breakwater.traffic;
