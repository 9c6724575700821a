// Go's TLS server as the host that an MTProxy imitates, and our probe at it:
//
//	tls_host PROBE current|classic
//
// It must be able to answer the hello, with the key exchange of the day (an ML-KEM key that is one)
// or with that of years ago; the probe must notice that this is no proxy.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

const host = "imitated.example"

func certificate() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	now := time.Now()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{host},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour)}
	content, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{content}, PrivateKey: key}, err
}

// Answers one hello. The client is expected to break off then.
func greet(listener net.Listener, group tls.CurveID) error {
	own, err := certificate()
	if err != nil {
		return err
	}
	connection, err := listener.Accept()
	if err != nil {
		return err
	}
	defer connection.Close()
	connection.SetDeadline(time.Now().Add(10 * time.Second))

	name := ""
	server := tls.Server(connection, &tls.Config{
		Certificates:     []tls.Certificate{own},
		CurvePreferences: []tls.CurveID{group},
		NextProtos:       []string{"h2"},
		MinVersion:       tls.VersionTLS13,
		GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
			name = hello.ServerName
			return nil, nil
		},
	})
	err = server.Handshake()
	switch {
	case err == nil:
		return errors.New("the client went through with the handshake")
	case !errors.Is(err, io.EOF) && !errors.Is(err, syscall.ECONNRESET):
		return fmt.Errorf("it finds fault with the hello: %w", err)
	case name != host:
		return fmt.Errorf("it was asked for '%s'", name)
	case server.ConnectionState().CurveID != group:
		return fmt.Errorf("the keys were exchanged by %v", server.ConnectionState().CurveID)
	}
	return nil
}

func run(probe, shape string) error {
	secret := "ee00112233445566778899aabbccddeeff" + fmt.Sprintf("%x", host)
	group := tls.X25519MLKEM768
	if shape == "classic" {
		secret = "classic:" + secret
		group = tls.X25519
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer listener.Close()

	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	port := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	client := exec.CommandContext(ctx, probe, "refused", "127.0.0.1", port, "-", "2", secret)
	client.Stderr = os.Stderr
	if err := client.Start(); err != nil {
		return err
	}
	listener.(*net.TCPListener).SetDeadline(time.Now().Add(10 * time.Second))
	fault := greet(listener, group)
	if err := client.Wait(); err != nil {
		return fmt.Errorf("the probe: %w", err)
	}
	return fault
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: tls_host PROBE current|classic")
		os.Exit(2)
	}
	for i := 0; i < 20; i++ { // a wrong value may pass by chance
		if err := run(os.Args[1], os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	fmt.Println("20 hellos were answered")
}
