package breakwater.control.lifecycle.ddos;

import java.util.List;

/** Part of the records that were asked for, newest first, and how many there are in all. */
public record DdosRecordPage(long total, List<DdosRecord> records) {
}
