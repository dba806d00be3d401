package vor.server.collect.snmp;

/** Requests that may be sent: so many a second, and a tenth of a second's at once; urgent ones may use as many again. Pure. */
final class Budget {
    private final double perNano;
    private final double most;
    private double tokens;
    private long filled;

    Budget(int perSecond, long now) {
        perNano = perSecond / 1e9;
        most = Math.max(1, perSecond / 10.0);
        tokens = most;
        filled = now;
    }

    boolean take(long now, boolean urgent) {
        tokens = Math.min(most, tokens + (now - filled) * perNano);
        filled = now;
        if (tokens < (urgent ? 1 - most : 1)) {
            return false;
        }
        tokens--;
        return true;
    }
}
