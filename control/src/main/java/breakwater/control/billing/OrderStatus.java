package breakwater.control.billing;

/** How far an order has come. The names are what the database stores. */
public enum OrderStatus {
    /** Placed, neither paid nor cancelled: the order is open. */
    UNPAID,
    /** Paid; final. */
    PAID,
    /** Cancelled before it was paid; final. */
    CANCELLED
}
