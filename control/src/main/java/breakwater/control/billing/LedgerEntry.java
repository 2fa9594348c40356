package breakwater.control.billing;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of an account's balance. Immutable.
 *
 * @param number       counts the account's entries from 1 without gaps
 * @param amount       positive for money in, negative for money out
 * @param balanceAfter the balance once it was entered
 * @param orderId      the order it belongs to; empty for money put in
 * @param remark       the thing it was for, or what was said when money was put in
 */
public record LedgerEntry(long number, Instant at, LedgerType type, Money amount, Money balanceAfter,
                          Optional<Long> orderId, String remark) {
}
