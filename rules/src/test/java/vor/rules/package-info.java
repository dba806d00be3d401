@NullMarked
package vor.rules;

import org.jspecify.annotations.NullMarked;
