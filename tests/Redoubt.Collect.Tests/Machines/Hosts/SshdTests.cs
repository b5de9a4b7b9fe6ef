namespace Redoubt.Collect.Tests.Machines.Hosts;

/// <summary>sshd's configuration as it is in effect (sshd_config(5)).</summary>
public sealed class SshdTests : IDisposable
{
    private readonly CollectedHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("PermitRootLogin no\nPermitRootLogin yes\n", "PermitRootLogin", "no")]
    [InlineData("permitrootlogin=without-password\n", "PermitRootLogin", "prohibit-password")]
    [InlineData("PermitRootLogin \"no\" # not yes\n", "PermitRootLogin", "no")]
    [InlineData("#PermitRootLogin no\n", "PermitRootLogin", "prohibit-password")]
    [InlineData("LoginGraceTime 1m30s\n", "LoginGraceTime", "90")]
    [InlineData("ClientAliveInterval 5m\n", "ClientAliveInterval", "300")]
    [InlineData("LogLevel verbose\n", "LogLevel", "VERBOSE")]
    [InlineData("Ciphers -aes*,chacha20*\n", "Ciphers", "")]
    [InlineData("KexAlgorithms +diffie-hellman-group14-sha1\n", "KexAlgorithms", "sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256,diffie-hellman-group14-sha1")]
    [InlineData("AllowUsers anna\nAllowUsers ben\n", "AllowUsers", "anna ben")]
    public void A_keyword_has_the_value_that_is_in_effect(string configuration, string keyword, string expected) =>
        Assert.Equal(expected, _host.With("etc/ssh/sshd_config", configuration).Root["sshdEffective"][keyword]["value"].AsString());

    [Fact]
    public void What_is_included_stands_in_the_place_of_its_line()
    {
        _host.With("etc/ssh/sshd_config", "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin yes\nMaxSessions 4\n")
            .With("etc/ssh/sshd_config.d/20-b.conf", "PermitRootLogin yes\n")
            .With("etc/ssh/sshd_config.d/10-a.conf", "# first\nPermitRootLogin no\n")
            .With("etc/ssh/sshd_config.d/30-c.txt", "MaxSessions 1\n");

        var setting = _host.Root["sshdEffective"]["PermitRootLogin"];
        Assert.Equal(("no", "/etc/ssh/sshd_config.d/10-a.conf", 2L), (setting["value"].AsString(), setting["file"].AsString(), setting["line"].Int));
        Assert.Equal("4", _host.Root["sshdEffective"]["MaxSessions"]["value"].AsString());
    }

    [Fact]
    public void A_relative_include_lies_beside_the_configuration()
    {
        _host.With("etc/ssh/sshd_config", "Include more.conf\n").With("etc/ssh/more.conf", "UsePAM yes\n");

        Assert.Equal("yes", _host.Root["sshdEffective"]["UsePAM"]["value"].AsString());
    }

    [Fact]
    public void A_Match_block_is_kept_apart_with_its_conditions_and_lines()
    {
        _host.With("etc/ssh/sshd_config", "PermitRootLogin no\nMatch Address 10.0.0.0/8 User backup\n  permitrootlogin yes\n");

        var match = Assert.Single(_host.Items("sshdMatches"));
        Assert.Equal("Address 10.0.0.0/8 User backup", match["conditions"].AsString());
        Assert.Equal(3L, match["settings"]["PermitRootLogin"]["line"].Int);
        Assert.Equal("no", _host.Root["sshdEffective"]["PermitRootLogin"]["value"].AsString());
    }

    [Fact]
    public void A_Match_in_an_included_file_ends_with_it()
    {
        _host.With("etc/ssh/sshd_config", "Include one.conf\nUsePAM yes\n").With("etc/ssh/one.conf", "Match User anna\nUsePAM no\n");

        Assert.Equal("yes", _host.Root["sshdEffective"]["UsePAM"]["value"].AsString());
    }

    [Fact]
    public void What_a_block_says_after_an_include_comes_after_the_blocks_of_the_include()
    {
        _host.With("etc/ssh/sshd_config", "Match User anna,bob\nInclude one.conf\nX11Forwarding yes\n").With("etc/ssh/one.conf", "Match User bob\nX11Forwarding no\n");

        var blocks = _host.Items("sshdMatches").ToArray();
        Assert.Equal(["User anna,bob", "User anna,bob User bob", "User anna,bob"], blocks.Select(block => block["conditions"].AsString()));
        Assert.Equal("yes", blocks[^1]["settings"]["X11Forwarding"]["value"].AsString());
    }

    [Fact]
    public void Files_that_include_each_other_end_and_are_told()
    {
        _host.With("etc/ssh/sshd_config", "Include sshd_config\nUsePAM yes\n");

        Assert.Equal("/etc/ssh/sshd_config: files include each other too deeply", _host.WhyUnknown("sshdEffective"));
    }

    [Fact]
    public void A_configuration_that_cannot_be_read_leaves_all_of_it_unknown()
    {
        Directory.CreateDirectory(_host.Folder["etc/ssh/sshd_config"]);

        Assert.Equal("/etc/ssh/sshd_config: it is a directory and no file", _host.WhyUnknown("sshdEffective"));
    }

    [Fact]
    public void The_command_line_wins_over_the_file_and_names_another()
    {
        _host.With("proc/9/cmdline", "sshd: /usr/sbin/sshd -D -f /etc/ssh/other -oPermitRootLogin=no [listener] 0 of 10-100 startups\0").With("proc/9/comm", "sshd\n")
            .With("proc/9/status", "Name:\tsshd\nUid:\t0\t0\t0\t0\n").With("etc/ssh/other", "PermitRootLogin yes\nMaxSessions 3\n");

        var root = _host.Root;
        Assert.Equal(("no", "flag"), (root["sshdEffective"]["PermitRootLogin"]["value"].AsString(), root["sshdEffective"]["PermitRootLogin"]["from"].AsString()));
        Assert.Equal("3", root["sshdEffective"]["MaxSessions"]["value"].AsString());
    }

    [Fact]
    public void A_machine_without_sshd_says_nothing_of_it()
    {
        Assert.False(_host.Root["sshdEffective"].Exists);
        Assert.Null(_host.WhyUnknown("sshdEffective"));
    }
}
