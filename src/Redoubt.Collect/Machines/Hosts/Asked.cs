namespace Redoubt.Collect.Machines.Hosts;

/// <summary>What is asked of every machine, by <c>asked.txt</c>: settings and modules of the kernel, files, services.</summary>
internal static class Asked
{
    private static readonly ILookup<string, string> Names = Read();

    /// <summary>Settings of the kernel, as <c>kernel.panic</c>.</summary>
    public static IEnumerable<string> Sysctls => Names["sysctl"].Concat(Names["distribution-sysctl"]);

    /// <summary>Whether only the kernels of some distributions have a setting: that it is not there is then no gap.</summary>
    public static bool OnlySomeKernels(string sysctl) => Names["distribution-sysctl"].Contains(sysctl);

    /// <summary>Modules, with <c>_</c> for <c>-</c>.</summary>
    public static IEnumerable<string> Modules => Names["module"];

    /// <summary>Files, and patterns of names in one directory.</summary>
    public static IEnumerable<string> Files => Names["file"];

    /// <summary>Units of systemd, <c>.service</c> left out.</summary>
    public static IEnumerable<string> Services => Names["service"];

    private static ILookup<string, string> Read()
    {
        using var stream = typeof(Asked).Assembly.GetManifestResourceStream("asked.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).ToLookup(words => words[0], words => words[1]);
    }
}
