package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as it is shipped. */
class LogTest {

    private static String logged(String file) throws JoranException {
        URL shipped = LogTest.class.getResource(file);
        assertThat(shipped).isNotNull();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(shipped);
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .as("complaints, which logback would print at every start")
                .noneMatch(status -> status.getEffectiveLevel() > Status.INFO);
        assertThat(context.getLogger("io.helidon").getLevel()).isEqualTo(Level.WARN);
        return written(context);
    }

    private static String written(LoggerContext context) {
        Logger logger = context.getLogger("vor.server.api.Errors");
        Throwable fault = new IllegalStateException("why");
        ILoggingEvent event = new LoggingEvent("", logger, Level.ERROR, "a \"device\"\nfailed", fault, new Object[0]);
        var console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("err");
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void writesLinesForPeople() throws JoranException {
        assertThat(logged("/logback.xml")).containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ERROR Errors: a \"device\"");
    }

    @Test
    void writesOneJsonObjectALine() throws JoranException {
        String[] lines = logged("/vor/app/logback-json.xml").strip().split("\n");
        assertThat(lines).hasSize(1);
        JsonNode line = new JsonMapper().readTree(lines[0]);
        assertThat(line.get("level").asString()).isEqualTo("ERROR");
        assertThat(line.toString()).contains("a \\\"device\\\"\\nfailed").contains("why");
    }
}
