using System.Diagnostics;
using System.Text;
using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Tests.Machines.Root;

/// <summary>A machine's root is a chroot in effect, and nothing that lies in it stops a collection.</summary>
public sealed class MachineRootTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With("secret", "outside").With("root/etc/hostname", "inside\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("/etc/../etc/./hostname")]
    [InlineData("/../../etc/hostname")]
    [InlineData("//etc//hostname")]
    public void A_path_is_followed_below_the_root(string path) => Assert.Equal("inside\n", Text(path));

    [Fact]
    public void An_absolute_link_begins_at_the_root_again()
    {
        _folder.WithLink("root/etc/name", "/etc/hostname");

        Assert.Equal("inside\n", Text("/etc/name"));
    }

    [Fact]
    public void A_link_upwards_stays_inside()
    {
        _folder.WithLink("root/out", "../../../../secret").WithLink("root/in", "../../../../etc/hostname");

        Assert.Equal("it is a link that leads to nothing", Read("/out").Reason);
        Assert.Equal("inside\n", Text("/in"));
    }

    [Fact]
    public void A_link_to_a_directory_is_followed_on_the_way()
    {
        _folder.WithLink("root/config", "/etc");

        Assert.Equal("inside\n", Text("/config/hostname"));
        Assert.Equal("/etc/hostname", With(root => root.Real("/config/hostname")).Value);
    }

    [Fact]
    public void A_ring_of_links_ends()
    {
        _folder.WithLink("root/a", "/b").WithLink("root/b", "a");

        Assert.Equal("its links go in a ring", Read("/a").Reason);
    }

    [Fact]
    public void What_is_not_there_is_absent_and_not_unknown()
    {
        Assert.True(Read("/etc/none").IsAbsent);
        Assert.True(Read("/none/at/all").IsAbsent);
        Assert.True(Read("/etc/hostname/below").IsAbsent);
    }

    [Fact]
    public void What_is_missing_below_a_link_is_absent_too()
    {
        _folder.WithLink("root/config", "/etc");

        Assert.True(Read("/config/none").IsAbsent);
    }

    [Fact]
    public void A_directory_a_pipe_and_a_socket_are_no_files()
    {
        using (var made = Process.Start("mkfifo", _folder["root/pipe"]))
        {
            made.WaitForExit();
        }

        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_folder["root/socket"]));

        Assert.Equal("it is a directory and no file", Read("/etc").Reason);
        Assert.Equal("it is a pipe and no file", Read("/pipe").Reason);
        Assert.Equal("it is a socket and no file", Read("/socket").Reason);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_unknown_and_not_read()
    {
        using (var file = File.Create(_folder["root/huge"]))
        {
            file.SetLength(2L << 30);
        }

        Assert.Equal("it has more than 16777216 bytes, which is the limit", Read("/huge").Reason);
    }

    [Fact]
    public void Names_come_sorted_and_a_name_that_is_not_text_is_told()
    {
        File.WriteAllText(_folder["root/etc/b\nline"], "");
        File.WriteAllText(_folder["root/etc/a"], "");

        Assert.Equal(["a", "b\nline", "hostname"], With(root => root.Names("/etc")).Value);
    }

    [Fact]
    public void A_directory_beyond_the_limit_is_unknown()
    {
        _folder.With("root/many/1", "").With("root/many/2", "").With("root/many/3", "");

        using var root = MachineRoot.Open(_folder["root"], NodeLimits.Default with { Names = 2 }).Value!;
        Assert.Equal("it has more than 2 names, which is the limit of a directory", root.Names("/many").Reason);
    }

    [Fact]
    public void The_root_of_a_process_on_a_copied_machine_is_a_directory_or_a_link_that_stays_inside()
    {
        const string seen = "root/proc/7/root";
        _folder.With($"{seen}/etc/hostname", "container\n").With("etc/hostname", "outside\n").WithLink("root/proc/8/root", _folder.Path);

        Assert.Equal("container\n", With(root => root.OfProcess(7).Value!.Text("/etc/hostname")).Value);
        Assert.Equal("it is a link that leads to nothing", With(root => root.OfProcess(8)).Reason);
    }

    [Fact]
    public void The_root_of_a_running_process_is_the_one_that_it_sees()
    {
        using var root = MachineRoot.Open("/", NodeLimits.Default).Value!;
        using var own = root.OfProcess(Environment.ProcessId).Value!;

        Assert.Equal(File.ReadAllBytes("/etc/passwd"), own.Read("/etc/passwd").Value);
        Assert.True(root.HasRunningKernel());
    }

    [Fact]
    public void The_kernels_own_files_are_read_though_they_claim_no_length()
    {
        using var root = MachineRoot.Open("/", NodeLimits.Default).Value!;

        Assert.Equal(File.ReadAllText("/proc/sys/kernel/osrelease"), root.Text("/proc/sys/kernel/osrelease").Value);
    }

    [Fact]
    public void The_root_itself_is_a_directory()
    {
        Assert.True(With(root => root.Status("/")).Value!.IsDirectory);
        Assert.Contains("etc", With(root => root.Names("/")).Value!);
    }

    private string Text(string path) => Encoding.UTF8.GetString(Read(path).Value ?? []);

    private Seen<byte[]> Read(string path) => With(root => root.Read(path));

    private Seen<T> With<T>(Func<MachineRoot, Seen<T>> use)
        where T : class
    {
        using var root = MachineRoot.Open(_folder["root"], NodeLimits.Default).Value!;
        return use(root);
    }
}
