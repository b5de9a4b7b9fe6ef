using Redoubt.Collect.Tests.Machines.Engines;

namespace Redoubt.Collect.Tests.Machines.Hosts;

/// <summary>The rules of PAM as they stand in its files.</summary>
public sealed class PamTests : IDisposable
{
    private readonly CollectedHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Each_rule_has_its_control_module_arguments_and_line()
    {
        _host.With("etc/pam.d/sshd", "# comment\n@include common-auth\n-session optional /lib/security/pam_exec.so quiet \\\n  /bin/x # why\n")
            .With("etc/pam.d/common-auth", "auth\t[success=1 default=ignore]\tpam_unix.so nullok\nAUTH requisite pam_deny.so\n");

        Assert.Equal(
            ["common-auth:1 auth [success=1 default=ignore] pam_unix.so nullok", "common-auth:2 auth [requisite] pam_deny.so ", "sshd:2  [include] common-auth ", "sshd:3 session [optional] pam_exec.so quiet /bin/x"],
            Rules());
    }

    [Fact]
    public void The_one_file_counts_where_there_is_no_directory()
    {
        _host.With("etc/pam.conf", "login auth required pam_unix.so\n");

        Assert.Equal(["login:1 auth [required] pam_unix.so "], Rules());
    }

    [Fact]
    public void A_file_of_the_machine_hides_that_of_a_package()
    {
        _host.With("etc/pam.d/su", "auth required pam_wheel.so\n").With("usr/lib/pam.d/su", "auth sufficient pam_permit.so\n");

        Assert.Equal(["su:1 auth [required] pam_wheel.so "], Rules());
    }

    [Fact]
    public void A_line_that_is_cut_off_makes_the_rules_unknown()
    {
        _host.With("etc/pam.d/su", "auth required pam_unix.so\nauth [success\n");

        Assert.Equal("/etc/pam.d/su: line 2 is no rule", _host.WhyUnknown("pam"));
    }

    private IEnumerable<string> Rules() => _host.Items("pam").Select(rule =>
        $"{rule["service"].AsString()}:{rule["line"].Int} {rule["type"].AsString()} [{rule["control"].AsString()}] {rule["module"].AsString()} {string.Join(' ', CollectedEngine.Items(rule["arguments"]).Select(word => word.AsString()))}");
}
