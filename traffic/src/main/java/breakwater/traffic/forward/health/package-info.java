/**
 * Health checks: origins are probed at intervals and really taken out of their rule and back.
 * Beside the packet flow: {@code forward}'s other rooms only see an origin in use or not.
 * May import {@code forward} and {@code breakwater.model}; never {@code policy} or {@code listener}.
 */
package breakwater.traffic.forward.health;
