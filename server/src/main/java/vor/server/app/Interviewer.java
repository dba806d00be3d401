package vor.server.app;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vor.model.Clock;
import vor.model.DeviceId;
import vor.model.Ports;
import vor.server.collect.snmp.OneAgent;
import vor.server.collect.snmp.facts.Addresses;
import vor.server.collect.snmp.facts.DeviceFacts;
import vor.server.collect.snmp.facts.Mib;
import vor.server.collect.snmp.facts.Poll;
import vor.server.collect.snmp.facts.Tables;
import vor.server.discover.Crawl;
import vor.server.discover.Interview;

/** Asks one device after the other who is plugged into it, eight at a time, round by round; says on {@code err} how far it is. */
final class Interviewer {
    private static final int AT_ONCE = 8;
    private static final int TRIES = 2;

    private final SnmpAccess.Access with;
    private final int port;
    private final PrintWriter err;
    private final Clock clock = Clock.system();

    Interviewer(SnmpAccess.Access with, int port, PrintWriter err) {
        this.with = with;
        this.port = port;
        this.err = err;
    }

    /** One device by itself; empty when it did not answer, which is said. */
    Optional<Interview> ask(InetAddress address) {
        String text = Addresses.of(address.getAddress());
        InetSocketAddress to = new InetSocketAddress(address, port);
        try (OneAgent agent = SnmpAccess.agent(to, with.credential(), OneAgent.Progress.NONE).tries(TRIES)) {
            OneAgent.Told told = agent.tables(with.profiles(), Tables::ofCabling);
            told.troubles().stream().filter(t -> !told.objects().isEmpty()).forEach(t -> err.println(text + ": not whole: " + t));
            if (told.objects().isEmpty() || !told.end().isEmpty()) {
                err.println(told.end().isEmpty() ? text + ": tells nothing" : "not asked further: " + told.end());
            }
            return told.objects().isEmpty() ? Optional.empty() : Optional.of(interview(text, Mib.of(told.objects())));
        }
    }

    private Interview interview(String address, Mib mib) {
        Instant now = clock.now();
        DeviceFacts facts = new DeviceFacts(new DeviceId(1), with.profiles().of(mib));
        Ports ports = facts.ports(mib, Poll.at(now, clock.nanos()), true);
        String name = facts.identity(mib).map(i -> i.name()).orElse("");
        return new Interview(address, name, facts.chassisId(mib), ports, facts.neighbours(mib, now).neighbours());
    }

    /** Everybody that the crawl wants, at most so many cables away from those that it has met. */
    void crawl(Crawl crawl, int depth) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int round = 1; round <= depth && !crawl.full(); round++) {
                List<List<String>> next = crawl.next();
                if (next.isEmpty()) {
                    return;
                }
                err.println(crawl.met().size() + " devices, asking " + next.size() + " more");
                round(crawl, next, threads);
            }
        }
    }

    private void round(Crawl crawl, List<List<String>> next, ExecutorService threads) throws InterruptedException {
        List<Future<Optional<Interview>>> answers = new ArrayList<>();
        next.forEach(addresses -> answers.add(threads.submit(() -> first(addresses))));
        for (Future<Optional<Interview>> answer : answers) {
            try {
                answer.get().ifPresent(crawl::met);
            } catch (ExecutionException e) {
                err.println("vor: " + Failure.inWords(e.getCause() == null ? e : e.getCause()));
            }
        }
    }

    private Optional<Interview> first(List<String> addresses) {
        return addresses.stream().map(a -> ask(InetAddress.ofLiteral(a))).flatMap(Optional::stream).findFirst();
    }
}
