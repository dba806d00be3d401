package vor.bench;

/** One subject that is measured. Runs alone on the machine, takes as long as it needs, and cleans up behind itself. */
interface Bench {

    /** Short, unique, lower case: {@code bench/results/NAME.json}. */
    String name();

    /** One line for the list. */
    String about();

    /** Measures, and writes figures and samples to {@code run}. What cannot be measured here is an exception that says why. */
    void measure(Run run);
}
