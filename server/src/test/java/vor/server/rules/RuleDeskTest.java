package vor.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Clock;
import vor.model.Device;
import vor.model.Event;
import vor.model.Handler;
import vor.rules.Firing;
import vor.server.rules.load.SourceProblem;
import vor.testkit.Devices;
import vor.testkit.Pictures;

/** A folder of rules: what is saved is live, what is broken is told and changes nothing. */
class RuleDeskTest {
    private static final String RULE = "import vor.rules.*;\nclass A extends Rules {\n    Rule a = all().to(page(\"%s\"));\n}\n";

    @TempDir
    private Path folder;

    private final BlockingQueue<Firing> fired = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<Handler>> handlers = new LinkedBlockingQueue<>();
    private final RuleEngine engine = new RuleEngine(Clock.system(), fired::add, (at, events) -> {});
    private final RuleDesk desk = new RuleDesk(Clock.system(), engine, handlers::add);

    @BeforeEach
    void begin() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        engine.start();
        desk.start();
    }

    @AfterEach
    void end() {
        desk.close();
        engine.close();
    }

    private void save(String file, String source) throws IOException {
        Path other = folder.resolve("." + file);
        Files.writeString(other, source);
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(other, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Each change that was taken in hands the handlers over. */
    private List<Handler> taken() throws InterruptedException {
        List<Handler> next = handlers.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("the change is taken in within twenty seconds").isNotNull();
        return next;
    }

    private String paged() throws InterruptedException {
        engine.take(List.of(Event.of("h", "s", Clock.system().now())));
        Firing firing = fired.poll(10, TimeUnit.SECONDS);
        assertThat(firing).isNotNull();
        return firing.outlet().words();
    }

    @Test
    void whatIsSavedRunsAndWhatIsRemovedDoesNot() throws Exception {
        save("A.java", RULE.formatted("one"));
        desk.folder(Optional.of(folder));
        taken();
        assertThat(paged()).isEqualTo("page one");
        save("A.java", RULE.formatted("two"));
        taken();
        assertThat(paged()).isEqualTo("page two");
        assertThat(desk.state().problems()).isEmpty();
        Files.delete(folder.resolve("A.java"));
        taken();
        assertThat(engine.statuses()).isEmpty();
    }

    @Test
    void whatDoesNotCompileLeavesTheOldOneRunningAndIsToldUntilItIsMended() throws Exception {
        save("A.java", RULE.formatted("one"));
        desk.folder(Optional.of(folder));
        taken();
        save("A.java", RULE.formatted("two").replace("page(", "pge("));
        taken();
        assertThat(desk.trouble().orElseThrow()).startsWith("A.java:3:23: cannot find symbol");
        assertThat(paged()).isEqualTo("page one");
        save("A.java", RULE.formatted("two"));
        taken();
        assertThat(desk.trouble()).isEmpty();
        assertThat(paged()).isEqualTo("page two");
    }

    @Test
    void aFolderThatOthersMayWriteToIsNotRead() throws Exception {
        save("A.java", RULE.formatted("one"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        desk.folder(Optional.of(folder));
        assertThat(troubled()).contains("can be written by others").contains("chmod go-w");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        taken();
        assertThat(desk.trouble()).isEmpty();
    }

    @Test
    void aFolderThatIsMissingIsTold() throws Exception {
        desk.folder(Optional.of(folder.resolve("none")));
        assertThat(troubled()).contains("there is no folder").contains("rules.folder");
        desk.folder(Optional.empty());
        taken();
        assertThat(desk.trouble()).isEmpty();
    }

    /** Looked at again and again, as it is a thread of the desk that finds it. */
    private String troubled() {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); System.nanoTime() < end; Thread.onSpinWait()) {
            Optional<SourceProblem> problem = desk.state().problems().stream().findFirst();
            if (problem.isPresent()) {
                return problem.get().message();
            }
        }
        throw new AssertionError("no trouble was told within twenty seconds");
    }

    @Test
    void aHandlerOfAFileJudgesWithinItsSteps() throws Exception {
        save("H.java", """
                import java.time.Instant;
                import vor.model.*;

                public class H implements Handler {
                    public String name() { return "h"; }
                    public String title() { return "H"; }
                    public String legend() { return "l"; }
                    public Verdict judge(Device device, Picture picture, Instant now) { while (true); }
                }
                """);
        desk.folder(Optional.of(folder));
        Handler handler = taken().getFirst();
        assertThat(handler.name()).isEqualTo("h");
        Device device = Devices.device(1, "d").build();
        assertThat(handler.judge(device, Pictures.of(Clock.system().now(), device), Clock.system().now()).why()).contains("is stopped").contains("probably it loops").contains("H.java");
        assertThat(desk.state().handlers().getFirst().stopped()).isPresent();
    }
}
