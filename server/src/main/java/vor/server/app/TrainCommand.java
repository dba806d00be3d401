package vor.server.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import vor.model.Profile;
import vor.server.collect.snmp.SnmpSettings;
import vor.server.inventory.Place;
import vor.server.journal.JournalSettings;

/** Goes once through a start, for the JVM to write down what it loaded. */
@Command(name = "train", hidden = true, description = "One start and stop, for the AOT cache of the build.")
final class TrainCommand implements Callable<Integer> {
    private static final String INVENTORY =
            """
            vor: inventory/1
            plans: {floor: {title: Floor, width: 10, height: 10}}
            devices:
              here: {profile: wired, addresses: [127.0.0.1, "::1"], placements: [{plan: floor, x: 1, y: 1, width: 1, height: 1}]}
              there: {profile: wired, addresses: [127.0.0.2], uplinks: [{port: a, to: here, toPort: b}]}
            """;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("vor-train");
        try {
            run(data);
            run(data);
            return 0;
        } finally {
            remove(data);
        }
    }

    /** Twice: the second start finds a database, as nearly every start does. */
    private static void run(Path data) throws IOException, InterruptedException {
        Config config = new Config(
                data.resolve("vor.yaml"),
                new Config.Site("Training", ZoneOffset.UTC, Optional.empty()),
                new Config.Listen("127.0.0.1", 0),
                AccessSettings.NONE,
                data,
                new DatabaseSettings(new Place.Folder(), Optional.empty(), data),
                Config.LogFormat.TEXT,
                new Config.Pinging(0.1, 1000),
                SnmpSettings.NONE,
                Receiving.NONE,
                Config.Rulings.NONE,
                data,
                Map.of(Profile.WIRED.name(), Profile.WIRED),
                Optional.empty(),
                JournalSettings.OFF,
                true);
        HttpClient http = HttpClient.newHttpClient();
        try (Wiring wiring = Wiring.start(config)) {
            ask(http, URI.create("http://127.0.0.1:" + wiring.port() + "/"));
        } finally {
            http.shutdownNow(); // closing would wait for the stream to end by itself
        }
    }

    private static void ask(HttpClient http, URI base) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(base.resolve("api/v1/import"))
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(INVENTORY))
                        .build(),
                BodyHandlers.discarding());
        var live = http.sendAsync(get(base, "api/v1/live"), BodyHandlers.ofLines());
        CompletableFuture<Boolean> seen = live.thenApply(answer -> look(answer.body()));
        for (String path : List.of("", "api/v1/site", "api/v1/devices", "api/v1/picture", "api/v1/health", "api/v1/plans", "metrics", "healthz")) {
            http.send(get(base, path), BodyHandlers.discarding());
        }
        seen.completeOnTimeout(false, 10, TimeUnit.SECONDS).join();
        live.cancel(true);
    }

    private static boolean look(Stream<String> lines) {
        return lines.filter(line -> line.contains("\"up\"")).limit(6).count() > 0;
    }

    private static HttpRequest get(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
