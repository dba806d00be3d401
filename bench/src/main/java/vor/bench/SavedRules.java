package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import vor.outside.Api;
import vor.outside.Deadline;
import vor.outside.VorServer;

/** Rules as they are saved into a Vor that runs: how soon one is live among fifty files, and what an endless one does to the others. */
final class SavedRules {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final int FILES = 50;

    private final Run run;
    private final Path rules;
    private final Api api;
    private final VorServer server;

    private SavedRules(Run run, Path rules, VorServer server, Api api) {
        this.run = run;
        this.rules = rules;
        this.server = server;
        this.api = api;
    }

    static void measure(Run run) {
        try {
            Path folder = run.folder("saved");
            Path rules = Files.createDirectory(folder.resolve("rules"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            for (int i = 0; i < FILES; i++) {
                save(rules, "F" + i, file(i, "p0"));
            }
            try (VorServer server = VorServer.in(folder, "Rules", "").with("rules: {folder: rules}", "events: {own: off}").start(); Api api = server.api()) {
                SavedRules saved = new SavedRules(run, rules, server, api);
                saved.live();
                saved.endless();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Five rules, as a file of a site may have. */
    private static String file(int i, String page) {
        return """
                import vor.rules.*;

                class F%1$d extends Rules {
                    Rule state = where(service("s%1$d")).changedState().to(page("%2$s"), index());
                    Rule high = where(service("s%1$d").and(metric().over(300))).throttle(1, 60).to(page("%2$s"));
                    Rule rate = where(host().startsWith("h%1$d")).by(host(), service()).rate(5).to(index());
                    Rule mean = where(tagged("t%1$d")).fixedTimeWindow(10).mean().to(index());
                    Rule own = where(e -> e.host().length() == %1$d).map(e -> e.withDescription("%1$d")).to(index());
                }
                """.formatted(i, page);
    }

    private static void save(Path rules, String name, String source) throws IOException {
        Path beside = Files.writeString(rules.resolve("." + name), source);
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(beside, rules.resolve(name + ".java"), StandardCopyOption.REPLACE_EXISTING);
    }

    private JsonNode told() {
        return api.get("/rules").body();
    }

    /** Milliseconds until it is so. */
    private double until(String what, long begun, Predicate<JsonNode> so) {
        Deadline.until(MOST, () -> what + ": " + told(), () -> so.test(told()));
        return (System.nanoTime() - begun) / 1e6;
    }

    private void live() throws IOException {
        until("all rules", System.nanoTime(), t -> t.path("rules").size() == 5 * FILES);
        List<Double> times = new ArrayList<>();
        for (int i = 1, most = Run.either(40, 10); i <= most; i++) {
            long before = told().at("/generation/at").asLong();
            long begun = System.nanoTime();
            save(rules, "F7", file(7, "p" + i));
            times.add(until("the new rule", begun, t -> t.at("/generation/at").asLong() > before));
        }
        Percentiles p = Percentiles.of(times);
        run.step("saved to live, %d files: first %.0f ms, p50 %.0f ms, worst %.0f ms".formatted(FILES, times.getFirst(), p.at(50), p.max()));
        run.figure("save_to_live.p50_ms", p.at(50), "ms");
        run.figure("save_to_live.max_ms", p.max(), "ms");
        run.samples("save_to_live_ms", times);
    }

    private void tell(String service, String state) {
        Api.Reply reply = api.send("POST", "/events", "{\"host\":\"h\",\"service\":\"" + service + "\",\"state\":\"" + state + "\"}");
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.text());
        }
    }

    private void endless() throws IOException {
        save(rules, "Loop", "import vor.rules.*;\n\nclass Loop extends Rules {\n    Rule loop = where(service(\"loop\")).map(e -> { while (true); }).to(index());\n}\n");
        until("the endless rule", System.nanoTime(), t -> t.path("rules").size() == 5 * FILES + 1);
        int pages = told().path("pages").size();
        long begun = System.nanoTime();
        tell("loop", "x");
        tell("s3", "critical");
        double others = until("a page of another rule", begun, t -> t.path("pages").size() > pages);
        double named = until("the name of the endless rule", begun, t -> t.path("rules").toString().contains("probably it loops"));
        Deadline.pause(Duration.ofSeconds(1));
        double before = CpuMeter.ofTrees(List.of(server.pid()));
        Deadline.pause(Duration.ofSeconds(5));
        double busy = (CpuMeter.ofTrees(List.of(server.pid())) - before) / 5;
        run.step("while (true): others after %.0f ms, named after %.0f ms, then %.3f of a core".formatted(others, named, busy));
        run.figure("endless.others_ms", others, "ms");
        run.figure("endless.named_ms", named, "ms");
        run.figure("endless.cores_afterwards", busy, "cores");
    }
}
