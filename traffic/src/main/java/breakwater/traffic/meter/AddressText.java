package breakwater.traffic.meter;

import breakwater.model.address.IpText;
import java.nio.ByteBuffer;

/** Addresses and countries as they are counted, in the text in which they are stored and shown. */
public final class AddressText {
    private static final long MAPPED = 0xffffL;

    private AddressText() {
    }

    /** The canonical text of an address given as two longs, IPv4 in its IPv4-mapped form. */
    public static String of(long high, long low) {
        if (high == 0 && low >>> 32 == MAPPED) {
            return IpText.text(ByteBuffer.allocate(4).putInt((int) low).array());
        }
        return IpText.text(ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    }

    /** The code of a country of two packed ASCII letters; {@code ZZ} for 0. */
    public static String country(int packed) {
        return packed == 0 ? "ZZ" : String.valueOf((char) (packed >>> 8 & 255)) + (char) (packed & 255);
    }
}
