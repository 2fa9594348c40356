package breakwater.traffic.policy;

import breakwater.model.address.IpNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes small country tables in the MaxMind DB format (specification 2.0), with IPv6 trees and records of 24, 28 or 32 bits. */
public final class CountryFile {
    private static final int SEPARATOR = 16;

    private final int recordBits;
    private final List<int[]> nodes = new ArrayList<>();
    private final Map<String, Integer> records = new HashMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private CountryFile(int recordBits) {
        this.recordBits = recordBits;
        nodes.add(new int[] {0, 0});
    }

    /** @param countries code by network; a network may not lie in another one */
    public static Path write(Path file, int recordBits, Map<String, String> countries) throws IOException {
        CountryFile made = new CountryFile(recordBits);
        for (Map.Entry<String, String> entry : countries.entrySet()) {
            made.add(IpNetwork.parse(entry.getKey()), entry.getValue());
        }
        return Files.write(file, made.bytes());
    }

    /** Inside, a child above 0 is a node, below 0 a record (its place in the data, negated, less 1), and 0 nothing. */
    private void add(IpNetwork network, String country) {
        byte[] address = network.first().getAddress();
        int bits = network.prefixBits() + (address.length == 4 ? 96 : 0);
        byte[] whole = new byte[16];
        System.arraycopy(address, 0, whole, 16 - address.length, address.length);
        int at = 0;
        for (int bit = 0; bit < bits; bit++) {
            int side = whole[bit / 8] >> 7 - bit % 8 & 1;
            if (bit == bits - 1) {
                nodes.get(at)[side] = -record(country) - 1;
            } else {
                if (nodes.get(at)[side] == 0) {
                    nodes.get(at)[side] = nodes.size();
                    nodes.add(new int[] {0, 0});
                }
                at = nodes.get(at)[side];
            }
        }
    }

    private int record(String country) {
        return records.computeIfAbsent(country, unused -> {
            int place = data.size();
            data.write(0xe1);
            text(data, "country_code");
            text(data, country);
            return place;
        });
    }

    private byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            long left = record(node[0]);
            long right = record(node[1]);
            switch (recordBits) {
                case 24 -> big(out, left << 24 | right, 6);
                case 28 -> {
                    big(out, left & 0xffffff, 3);
                    out.write((int) (left >> 24 << 4 | right >> 24));
                    big(out, right & 0xffffff, 3);
                }
                case 32 -> big(out, left << 32 | right, 8);
                default -> throw new IllegalArgumentException("24, 28 or 32: " + recordBits);
            }
        }
        out.writeBytes(new byte[SEPARATOR]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
        out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        out.write(0xe9);
        number(out, "node_count", nodes.size());
        number(out, "record_size", recordBits);
        number(out, "ip_version", 6);
        number(out, "binary_format_major_version", 2);
        number(out, "binary_format_minor_version", 0);
        text(out, "build_epoch");
        out.write(0x04);
        out.write(0x02);
        big(out, 1_790_000_000L, 4);
        text(out, "database_type");
        text(out, "test");
        text(out, "languages");
        out.write(0x00);
        out.write(0x04);
        text(out, "description");
        out.write(0xe0);
        return out.toByteArray();
    }

    private long record(int child) {
        return child == 0 ? nodes.size() : child > 0 ? child : nodes.size() + SEPARATOR + (-child - 1L);
    }

    private static void number(ByteArrayOutputStream out, String name, long value) {
        text(out, name);
        out.write(0xc4);
        big(out, value, 4);
    }

    private static void text(ByteArrayOutputStream out, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length >= 29) {
            throw new IllegalArgumentException("short texts only: " + value);
        }
        out.write(0x40 | bytes.length);
        out.writeBytes(bytes);
    }

    private static void big(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (value >> i * 8));
        }
    }
}
