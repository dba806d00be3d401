package vor.bench;

import java.time.Duration;
import java.util.Collection;
import vor.outside.Deadline;

/**
 * What echoes cost over a span of time.
 *
 * @param cpu seconds of the processes that were looked at
 * @param machine busy seconds of the whole machine
 * @param echoes what the kernel counted as sent and received
 * @param seconds how long it was measured
 */
record Load(double cpu, double machine, EchoCounters echoes, double seconds) {

    /** Measures these processes, their children among them, from now on for so long. */
    static Load of(Collection<Long> pids, Duration span) {
        long start = System.nanoTime();
        double cpu = CpuMeter.ofTrees(pids);
        double machine = CpuMeter.ofMachine();
        EchoCounters echoes = EchoCounters.read();
        Deadline.pause(span);
        return new Load(
                CpuMeter.ofTrees(pids) - cpu,
                CpuMeter.ofMachine() - machine,
                EchoCounters.read().since(echoes),
                (System.nanoTime() - start) / 1e9);
    }

    double microsPerEcho() {
        return echoes.sent() == 0 ? Double.POSITIVE_INFINITY : cpu / echoes.sent() * 1e6;
    }

    double machineMicrosPerEcho() {
        return echoes.sent() == 0 ? Double.POSITIVE_INFINITY : machine / echoes.sent() * 1e6;
    }

    /** Echo requests a second that really left. */
    double rate() {
        return echoes.sent() / seconds;
    }

    /** Whether the rate was kept to one percent, and answered to one percent. */
    boolean held(Rate wanted) {
        return rate() >= 0.99 * wanted.perSecond() && echoes.received() >= 0.99 * echoes.sent();
    }
}
