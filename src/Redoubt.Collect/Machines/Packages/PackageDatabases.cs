namespace Redoubt.Collect.Machines.Packages;

/// <summary>The packages that are installed, by the databases of dpkg, apk and rpm; a machine may have several.</summary>
/// <param name="All">The packages, by name, then version.</param>
/// <param name="Unknown">Why not all are known; null where they are.</param>
internal sealed record PackageDatabases(IReadOnlyList<InstalledPackage> All, string? Unknown)
{
    private const string Dpkg = "/var/lib/dpkg/status";
    private const string DpkgParts = "/var/lib/dpkg/status.d";
    private static readonly string[] Apk = ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"];
    private static readonly string[] Rpm = ["/usr/lib/sysimage/rpm", "/var/lib/rpm"];

    /// <summary>Reads them.</summary>
    /// <param name="root">The machine's root.</param>
    /// <param name="limits">How large a database may be.</param>
    public static PackageDatabases Of(Root.MachineRoot root, NodeLimits limits)
    {
        var reading = new Reading(root, limits);
        foreach (var file in new[] { Dpkg }.Concat((root.Names(DpkgParts).Value ?? []).Where(name => !name.EndsWith(".md5sums", StringComparison.Ordinal)).Select(name => $"{DpkgParts}/{name}")))
        {
            reading.Text(file, PackageParagraphs.Dpkg);
        }

        foreach (var file in Apk)
        {
            reading.Text(file, PackageParagraphs.Apk);
        }

        // One may be a link to the other.
        foreach (var folder in Rpm.DistinctBy(folder => root.Real(folder).Value ?? folder))
        {
            reading.Rpm(folder);
        }

        return reading.Done();
    }

    private sealed class Reading(Root.MachineRoot root, NodeLimits limits)
    {
        private readonly List<InstalledPackage> _packages = [];
        private string? _unknown;
        private bool _found;

        public void Text(string file, Func<string, IEnumerable<InstalledPackage>> read)
        {
            var text = root.Text(file, limits.DatabaseBytes);
            _found |= !text.IsAbsent;
            if (text.Found(out var found))
            {
                _packages.AddRange(read(found));
            }
            else if (text.Reason is { } reason)
            {
                _unknown ??= $"{file}: {reason}";
            }
        }

        public void Rpm(string folder)
        {
            Binary($"{folder}/rpmdb.sqlite", file => SqliteTable.Column(file, "Packages", column: 1));
            Binary($"{folder}/Packages.db", NdbTable.Headers);
            if (root.Status($"{folder}/rpmdb.sqlite-wal").Value is { Size: > 0 })
            {
                _unknown ??= $"{folder}/rpmdb.sqlite-wal: somebody is changing packages, or did not end it";
            }

            if (!root.Status($"{folder}/Packages").IsAbsent)
            {
                _found = true;
                _unknown ??= $"{folder}/Packages: a database of Berkeley DB, as rpm had it before 4.16, is not read";
            }
        }

        private void Binary(string file, Func<byte[], List<byte[]>> headers)
        {
            var bytes = root.Read(file, limits.DatabaseBytes);
            _found |= !bytes.IsAbsent;
            if (!bytes.Found(out var found))
            {
                _unknown ??= bytes.Reason is { } reason ? $"{file}: {reason}" : null;
                return;
            }

            try
            {
                foreach (var header in headers(found))
                {
                    if (!RpmHeader.TryRead(header, out var package))
                    {
                        throw new InvalidDataException("it is damaged");
                    }

                    if (package is not null)
                    {
                        _packages.Add(package);
                    }
                }
            }
            catch (InvalidDataException error)
            {
                _unknown ??= $"{file}: {error.Message}";
            }
        }

        public PackageDatabases Done() => new(
            [.. _packages.OrderBy(package => package.Name, StringComparer.Ordinal).ThenBy(package => package.Version, StringComparer.Ordinal)],
            _unknown ?? (_found ? null : $"{Dpkg}: it is not there, nor is a database of apk or rpm"));
    }
}
