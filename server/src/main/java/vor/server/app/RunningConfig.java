package vor.server.app;

/** The configuration that runs: rooms that ask for it each time follow what is taken in. Any thread. */
final class RunningConfig {
    private volatile Config config;

    RunningConfig(Config config) {
        this.config = config;
    }

    Config get() {
        return config;
    }

    void set(Config next) {
        config = next;
    }
}
