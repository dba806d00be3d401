package vor.server.receive.hints;

/** So many a second, and so many at once. Pure. */
final class Bucket {
    private final double perNano;
    private final double most;
    private double tokens;
    private long filled;

    Bucket(double perSecond, double most, long now) {
        perNano = perSecond / 1e9;
        this.most = most;
        tokens = most;
        filled = now;
    }

    boolean take(long now) {
        boolean has = has(now);
        tokens -= has ? 1 : 0;
        return has;
    }

    boolean has(long now) {
        tokens = Math.min(most, tokens + (now - filled) * perNano);
        filled = now;
        return tokens >= 1;
    }
}
