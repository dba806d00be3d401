package vor.model;

/**
 * Two ports that are joined; carries a LAG when several are bundled.
 *
 * @param id permanent, positive
 * @param bundle name of the LAG that the link is a member of; empty when it stands alone
 * @param megabits capacity in Mbit/s; 0 when not known
 */
public record Link(long id, long version, End a, End b, String bundle, long megabits) {
    /** One end: a device and its port by ifName (empty when not known). */
    public record End(DeviceId device, String port) {}
}
