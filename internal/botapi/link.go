package botapi

import (
	"net/url"
	"strings"
)

// Why an address is refused, in Telegram's words.
const (
	errHTTPURL  = wordsError("Wrong HTTP URL")
	errProtocol = wordsError("Unsupported URL protocol")
	errURLHost  = wordsError("URL host is empty")
	errURLPort  = wordsError("Wrong port number specified in the URL")
	errNotHTTPS = wordsError("Only HTTPS links are allowed")
)

// checkURL completes an address as Telegram does: http:// in front when there
// is no scheme, a slash after a bare host. tg:// and ton:// addresses pass.
func checkURL(address string) (string, error) {
	address = strings.TrimSpace(address)
	lower := strings.ToLower(address)
	if strings.HasPrefix(lower, "tg:") || strings.HasPrefix(lower, "ton:") {
		return address, nil
	}
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		scheme, rest = "http", address
	}
	scheme = strings.ToLower(scheme)
	if scheme != "http" && scheme != "https" {
		return "", errProtocol
	}
	if strings.ContainsAny(rest, " \t\r\n\"<>") {
		return "", errHTTPURL
	}
	host, tail := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, tail = rest[:i], rest[i:]
	}
	if err := checkHost(host); err != nil {
		return "", err
	}
	if !strings.HasPrefix(tail, "/") {
		tail = "/" + tail
	}
	full := scheme + "://" + host + tail
	if _, err := url.Parse(full); err != nil {
		return "", errHTTPURL
	}
	return full, nil
}

// checkHost checks "user@host:port".
func checkHost(host string) error {
	if i := strings.LastIndex(host, "@"); i >= 0 {
		host = host[i+1:]
	}
	if i := strings.LastIndex(host, ":"); i >= 0 && !strings.HasSuffix(host, "]") {
		port := host[i+1:]
		if n := toInt(port); n <= 0 || n > 65535 || strings.Trim(port, "0123456789") != "" {
			return errURLPort
		}
		host = host[:i]
	}
	switch {
	case host == "":
		return errURLHost
	case !strings.Contains(strings.Trim(host, "."), ".") && !strings.HasPrefix(host, "["):
		return errHTTPURL
	}
	return nil
}

// checkApp checks the address of a web application.
func checkApp(address string) error {
	full, err := checkURL(address)
	if err != nil || !strings.HasPrefix(full, "https://") {
		return errNotHTTPS
	}
	return nil
}
