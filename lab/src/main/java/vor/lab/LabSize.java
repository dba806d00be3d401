package vor.lab;

/**
 * How many of each kind: one core, one ring, and under every distribution stack up to twenty access switches.
 *
 * @param distros distribution stacks, at least 1
 * @param access access switches, at least 1 and at most twenty for each distribution stack
 */
public record LabSize(int distros, int access) {
    /** Access switches under one distribution stack. */
    public static final int PER_DISTRO = 20;

    /** Access switches in one row of tables. */
    public static final int PER_ROW = 4;

    static final int LEAST = 4;
    static final int MOST = 30_000;

    /** The Gathering: 1 core, 1 ring, 9 distribution stacks, 180 access switches. */
    public static final LabSize GATHERING = new LabSize(9, 180);

    public LabSize {
        if (distros < 1 || access < 1 || access > distros * PER_DISTRO || distros + access + 2 > MOST) {
            throw new IllegalArgumentException("there is no practice network of " + distros + " distribution stacks and "
                    + access + " access switches: each stack carries 1 to " + PER_DISTRO);
        }
    }

    /**
     * As many devices as asked for, core and ring among them, each with one IPv4 and one IPv6 address.
     *
     * @param devices 4 to 30,000
     */
    public static LabSize ofDevices(int devices) {
        if (devices < LEAST || devices > MOST) {
            throw new IllegalArgumentException(
                    "a practice network has " + LEAST + " to " + MOST + " devices, not " + devices);
        }
        int distros = Math.ceilDiv(devices - 2, PER_DISTRO + 1);
        return new LabSize(distros, devices - 2 - distros);
    }

    /** All devices together. */
    public int devices() {
        return 2 + distros + access;
    }

    /** Rows of tables, the last one perhaps not full. */
    public int rows() {
        return Math.ceilDiv(access, PER_ROW);
    }
}
