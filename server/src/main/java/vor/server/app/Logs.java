package vor.server.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** How log lines are written. */
final class Logs {
    private static final String JSON = "vor/app/logback-json.xml";

    private Logs() {}

    /** Before anything logs: whoever asks Vault does. */
    static void begin(Config.LogFormat format) {
        System.setProperty("vor.log", "INFO");
        if (format == Config.LogFormat.JSON) {
            System.setProperty("logback.configurationFile", JSON);
        }
    }

    /** From the next line on. */
    static void become(Config.LogFormat format) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        String file =
                switch (format) {
                    case TEXT -> "logback.xml";
                    case JSON -> JSON;
                };
        URL rules = Objects.requireNonNull(Logs.class.getClassLoader().getResource(file), file);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        context.reset();
        try {
            configurator.doConfigure(rules);
        } catch (JoranException e) {
            throw new IllegalStateException(file + " comes with Vor", e);
        }
    }
}
