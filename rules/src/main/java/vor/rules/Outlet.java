package vor.rules;

/** Where what leaves a rule goes. */
public sealed interface Outlet {
    /** Short, for lists: {@code page ops}. */
    String words();

    /** Somebody must know. */
    record Page(String to) implements Outlet {
        @Override
        public String words() {
            return "page " + to;
        }
    }

    /** The index. */
    record Index() implements Outlet {
        @Override
        public String words() {
            return "index";
        }
    }

    /** Out of the index: what is there of that host and service. */
    record DeleteFromIndex() implements Outlet {
        @Override
        public String words() {
            return "deleteFromIndex";
        }
    }

    /** The index, and all rules again. */
    record Reinject() implements Outlet {
        @Override
        public String words() {
            return "reinject";
        }
    }

    /** Whoever listens on a channel. */
    record Publish(String channel) implements Outlet {
        @Override
        public String words() {
            return "publish " + channel;
        }
    }

    /** Another server that speaks Riemann's protocol over TCP. */
    record Forward(String host, int port) implements Outlet {
        @Override
        public String words() {
            return "forward " + host + ":" + port;
        }
    }

    /** The log of Vor. */
    record Log(String level) implements Outlet {
        @Override
        public String words() {
            return "log " + level;
        }
    }

    /** Tests of rules, and nobody else. */
    record Tap(String name) implements Outlet {
        @Override
        public String words() {
            return "tap " + name;
        }
    }
}
