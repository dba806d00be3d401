package vor.wire.statsd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a sink was told, a line each. */
final class Told implements Sink {
    final List<String> all = new ArrayList<>();
    final List<String> bad = new ArrayList<>();
    int packets;
    int lines;

    /** Of a datagram whose keys are made tidy. */
    static List<String> of(String datagram) {
        return of(datagram, true);
    }

    static List<String> of(String datagram, boolean tidy) {
        return of(datagram.getBytes(StandardCharsets.UTF_8), tidy).all;
    }

    static Told of(byte[] bytes, boolean tidy) {
        Told told = new Told();
        new StatsdReader(tidy).read(bytes, 0, bytes.length, told);
        return told;
    }

    @Override
    public void packet() {
        packets++;
    }

    @Override
    public void line() {
        lines++;
    }

    @Override
    public void counter(String key, double value, double rate) {
        all.add("counter " + key + " " + Numbers.write(value) + " @" + Numbers.write(rate));
    }

    @Override
    public void timer(String key, double millis, double rate) {
        all.add("timer " + key + " " + Numbers.write(millis) + " @" + Numbers.write(rate));
    }

    @Override
    public void gauge(String key, double value) {
        all.add("gauge " + key + " " + Numbers.write(value));
    }

    @Override
    public void gaugeChange(String key, double by) {
        all.add("change " + key + " " + Numbers.write(by));
    }

    @Override
    public void set(String key, String member) {
        all.add("set " + key + " " + member);
    }

    @Override
    public void bad(String line, String why) {
        all.add("bad: " + why);
        bad.add(line);
    }
}
