package patchidx.source;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/// Keeps JGit from looking around: it would run the machine's git to learn where its settings are, and write settings
/// of its own into the home of the user.
final class GitSettings extends SystemReader.Delegate {
    private static final SystemReader NOBODY = new GitSettings(SystemReader.getInstance());

    private GitSettings(SystemReader machine) {
        super(machine);
    }

    static void ofNobody() {
        SystemReader.setInstance(NOBODY);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS files) {
        return new Empty(parent, files);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS files) {
        return new Empty(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS files) {
        return new Empty(parent, files);
    }

    /// Settings that nobody has made and nobody can make.
    private static final class Empty extends FileBasedConfig {
        Empty(Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
