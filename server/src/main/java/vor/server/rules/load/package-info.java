/**
 * Source becomes rules: files are compiled in memory, each method entry and each jump back is made to count its steps ({@link vor.server.rules.load.Weaver}), and what is found in the
 * classes is made ready ({@link vor.server.rules.load.RuleLoader}). Nothing here knows of folders or threads that run rules.
 */
@NullMarked
package vor.server.rules.load;

import org.jspecify.annotations.NullMarked;
