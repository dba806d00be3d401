package vor.wire.collectd;

/** What a number or a notification is about, in collectd's five words. An instance that was not told is empty. */
public record Identifier(String host, String plugin, String pluginInstance, String type, String typeInstance) {
    /** Characters or bytes of one word. collectd takes 127; without a limit one long word would stand in every event of a packet. */
    static final int MOST = 255;

    /** {@code plugin[-instance]/type[-instance]}, as collectd writes it. */
    public String service() {
        StringBuilder out = new StringBuilder(plugin);
        with(out, pluginInstance);
        out.append('/').append(type);
        with(out, typeInstance);
        return out.toString();
    }

    private static void with(StringBuilder out, String instance) {
        if (!instance.isEmpty()) {
            out.append('-').append(instance);
        }
    }

    /** Whether each word is of a length that may stand in every event. */
    boolean fits() {
        return host.length() <= MOST && plugin.length() <= MOST && pluginInstance.length() <= MOST && type.length() <= MOST && typeInstance.length() <= MOST;
    }

    /** What collectd wants of values that come from elsewhere; empty when all is there. */
    String missing() {
        if (host.isEmpty()) {
            return "host";
        }
        if (plugin.isEmpty()) {
            return "plugin";
        }
        return type.isEmpty() ? "type" : "";
    }
}
