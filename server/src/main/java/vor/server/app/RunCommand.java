package vor.server.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "run", mixinStandardHelpOptions = true, description = "Watches the network of a configuration until it is told to stop.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            Logs.begin(c.log());
            return run(ConfigReader.read(Path.of(config.file), SnmpReader.Wanted.of(name -> true), System.getenv()));
        });
    }

    private static int run(ConfigReader.Read read) throws IOException, InterruptedException {
        Config config = read.config();
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(stopped, closed), "shutdown"));
        try (Wiring wiring = Wiring.start(read)) {
            HangUp.reloads(wiring);
            System.out.println("Vor watches " + wiring.devices() + " devices of \"" + config.site().name() + "\". Page: "
                    + Entrance.url(config, wiring.port()));
            wiring.identity().ifPresent(i -> System.out.println(Entrance.describe(i)));
            wiring.setupKey().ifPresent(key -> System.out.println("There is no admin yet. Whoever opens this within an hour becomes the first; it works once:\n  "
                    + Entrance.url(config, wiring.port()) + "#setup=" + key));
            stopped.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void endInOrder(CountDownLatch stopped, CountDownLatch closed) {
        stopped.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
