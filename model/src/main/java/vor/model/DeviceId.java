package vor.model;

/** The permanent id of a device: survives renaming and is never given out twice. Positive. */
public record DeviceId(long value) implements Comparable<DeviceId> {
    public DeviceId {
        if (value <= 0) {
            throw new IllegalArgumentException("a device id is positive, not " + value);
        }
    }

    @Override
    public int compareTo(DeviceId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "#" + value;
    }
}
